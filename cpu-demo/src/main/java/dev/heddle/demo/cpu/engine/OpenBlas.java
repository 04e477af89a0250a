package dev.heddle.demo.cpu.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.heddle.lab.AbsentException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS, called through the foreign function interface on memory outside the heap. A large call
 * runs on the thread that makes it and on so many of OpenBLAS's own that all cores have one. Any
 * thread may call, and waits for its turn; a call is not interrupted.
 */
final class OpenBlas {
    /** In the order of their dependence; an architecture may do without the first ones. */
    private static final List<String> FILES =
            List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

    private static final Map<String, String> PLATFORMS =
            Map.of("Linux amd64", "linux-x86_64", "Linux aarch64", "linux-arm64");

    /** CblasRowMajor and CblasNoTrans, of cblas.h. */
    private static final int ROW_MAJOR = 101;

    private static final int NOT_TRANSPOSED = 111;

    /**
     * OpenBLAS's threads spin for 2 to this power of cycles after a call before they sleep: 0.1 ms.
     * Its default of 0.1 s keeps cores from whoever computes next.
     */
    private static final String SPIN_CYCLES = "18";

    private static volatile @Nullable OpenBlas loaded;

    private final MethodHandle dgemm;
    private final MethodHandle ddot;
    private final String version;

    private OpenBlas(SymbolLookup library) {
        dgemm =
                function(
                        library,
                        "cblas_dgemm",
                        FunctionDescriptor.ofVoid(
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_DOUBLE,
                                ADDRESS,
                                JAVA_INT,
                                ADDRESS,
                                JAVA_INT,
                                JAVA_DOUBLE,
                                ADDRESS,
                                JAVA_INT));
        ddot =
                function(
                        library,
                        "cblas_ddot",
                        FunctionDescriptor.of(
                                JAVA_DOUBLE, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
        version = version(library);
    }

    /**
     * The library, loaded once and for good.
     *
     * @throws AbsentException if there is none for this machine, or it cannot be loaded
     */
    static synchronized OpenBlas load() throws AbsentException {
        OpenBlas known = loaded;
        if (known == null) {
            String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            known = load(machine, OpenBlas.class.getClassLoader());
            loaded = known;
        }
        return known;
    }

    /** The one that was loaded, such as "OpenBLAS 0.3.31". */
    static Optional<String> loadedVersion() {
        return Optional.ofNullable(loaded).map(known -> known.version);
    }

    static OpenBlas load(String machine, ClassLoader jars) throws AbsentException {
        String platform = PLATFORMS.get(machine);
        if (platform == null) {
            throw new AbsentException("no OpenBLAS comes along for " + machine);
        }
        try {
            return load("org/bytedeco/openblas/" + platform + "/", jars, machine);
        } catch (IOException e) {
            throw new AbsentException("OpenBLAS could not be unpacked: " + e.getMessage());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new AbsentException("OpenBLAS could not be loaded: " + e.getMessage());
        }
    }

    /** The files are gone again once they are loaded: the mapping keeps what is needed. */
    private static OpenBlas load(String folder, ClassLoader jars, String machine)
            throws IOException, AbsentException {
        var directory = Files.createTempDirectory("heddle-openblas-");
        try {
            for (String file : FILES) {
                unpack(jars, folder + file, directory.resolve(file));
            }
            var library = directory.resolve(FILES.getLast());
            if (Files.notExists(library)) {
                throw new AbsentException(
                        "the OpenBLAS for " + machine + " is not on the class path");
            }
            return load(library);
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(directory.resolve(file));
            }
            Files.delete(directory);
        }
    }

    private static void unpack(ClassLoader jars, String resource, Path file) throws IOException {
        try (var in = jars.getResourceAsStream(resource)) {
            if (in != null) {
                Files.copy(in, file);
            }
        }
    }

    /** It finds the libraries it needs beside itself. */
    @SuppressWarnings("restricted")
    private static OpenBlas load(Path file) {
        setVariable("OPENBLAS_THREAD_TIMEOUT", SPIN_CYCLES);
        var library = SymbolLookup.libraryLookup(file, Arena.global());
        var setThreads =
                function(library, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
        try {
            setThreads.invokeExact(Runtime.getRuntime().availableProcessors());
        } catch (Throwable e) {
            throw unexpected(e);
        }
        return new OpenBlas(library);
    }

    /** In the environment that C sees, where the library reads it once; unless it is set there. */
    private static void setVariable(String name, String value) {
        var descriptor = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
        var setenv = function(Linker.nativeLinker().defaultLookup(), "setenv", descriptor);
        try (var arena = Arena.ofConfined()) {
            int _ =
                    (int)
                            setenv.invokeExact(
                                    arena.allocateFrom(name), arena.allocateFrom(value), 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Its name and version are the first two words of a longer description. */
    @SuppressWarnings("restricted")
    private static String version(SymbolLookup library) {
        var config = function(library, "openblas_get_config", FunctionDescriptor.of(ADDRESS));
        try {
            var text = ((MemorySegment) config.invokeExact()).reinterpret(Long.MAX_VALUE);
            return Arrays.stream(text.getString(0, StandardCharsets.US_ASCII).split(" ", 3))
                    .limit(2)
                    .collect(Collectors.joining(" "));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
    }

    /**
     * Multiplies two matrices.
     *
     * @param rows of the left one and the product
     * @param inner the columns of the left one and rows of the right one
     * @param columns of the right one and the product
     * @param product is overwritten
     */
    void multiply(int rows, int inner, int columns, Block left, Block right, Block product) {
        requireCells(left, rows, inner);
        requireCells(right, inner, columns);
        requireCells(product, rows, columns);
        try {
            dgemm.invokeExact(
                    ROW_MAJOR,
                    NOT_TRANSPOSED,
                    NOT_TRANSPOSED,
                    rows,
                    columns,
                    inner,
                    1.0,
                    left.cells(),
                    left.stride(),
                    right.cells(),
                    right.stride(),
                    0.0,
                    product.cells(),
                    product.stride());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The sum of the squares of so many doubles. */
    double sumOfSquares(int count, MemorySegment doubles) {
        requireCells(new Block(doubles, count), 1, count);
        try {
            return (double) ddot.invokeExact(count, doubles, 1, doubles, 1);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** What C would not notice. */
    private static void requireCells(Block block, int rows, int columns) {
        if (!block.holds(rows, columns)) {
            throw new IllegalArgumentException(
                    "no room for %d × %d doubles, %d cells from row to row: %d bytes"
                            .formatted(rows, columns, block.stride(), block.cells().byteSize()));
        }
    }

    /** C throws nothing, so only a mistake in this class can come here. */
    private static AssertionError unexpected(Throwable e) {
        return new AssertionError(e);
    }
}
