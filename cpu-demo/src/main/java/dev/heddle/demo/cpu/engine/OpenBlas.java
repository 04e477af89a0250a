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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS, called through the foreign function interface on memory outside the heap. Each call
 * runs on the thread that makes it and on no other: the callers share the cores, so that OpenBLAS
 * adds no threads to those of the pools. Any thread may call; a call is not interrupted.
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

    private static @Nullable OpenBlas loaded;

    private final MethodHandle dgemm;
    private final MethodHandle ddot;

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
        var library = SymbolLookup.libraryLookup(file, Arena.global());
        var setThreads =
                function(library, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
        try {
            setThreads.invokeExact(1);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        return new OpenBlas(library);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
    }

    /**
     * Multiplies some rows of a matrix with a square matrix, row by row in memory.
     *
     * @param rows how many
     * @param order how long a row is
     * @param left the rows
     * @param right the square matrix
     * @param product is overwritten with as many rows
     */
    void multiply(
            int rows, int order, MemorySegment left, MemorySegment right, MemorySegment product) {
        requireDoubles(left, (long) rows * order);
        requireDoubles(right, (long) order * order);
        requireDoubles(product, (long) rows * order);
        try {
            dgemm.invokeExact(
                    ROW_MAJOR,
                    NOT_TRANSPOSED,
                    NOT_TRANSPOSED,
                    rows,
                    order,
                    order,
                    1.0,
                    left,
                    order,
                    right,
                    order,
                    0.0,
                    product,
                    order);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The sum of the squares of so many doubles. */
    double sumOfSquares(int count, MemorySegment doubles) {
        requireDoubles(doubles, count);
        try {
            return (double) ddot.invokeExact(count, doubles, 1, doubles, 1);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** What C would not notice. */
    private static void requireDoubles(MemorySegment segment, long count) {
        if (segment.byteSize() < count * Double.BYTES) {
            throw new IllegalArgumentException(
                    "too short for " + count + " doubles: " + segment.byteSize() + " bytes");
        }
    }

    /** C throws nothing, so only a mistake in this class can come here. */
    private static AssertionError unexpected(Throwable e) {
        return new AssertionError(e);
    }
}
