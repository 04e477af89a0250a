package dev.heddle.demo.io.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A temporary directory with small files, {@code 0} and so on, the same in every run. */
final class FileTree implements AutoCloseable {
    static final int BYTES = 4_096;
    private static final int PER_DIRECTORY = 100;

    private final Path root;
    private final int files;

    private FileTree(Path root, int files) {
        this.root = root;
        this.files = files;
    }

    static FileTree create(int files) throws IOException {
        var tree = new FileTree(Files.createTempDirectory("heddle-files"), files);
        try {
            tree.write();
            return tree;
        } catch (Throwable e) {
            tree.close();
            throw e;
        }
    }

    private void write() throws IOException {
        var random = new SplittableRandom(1);
        byte[] content = new byte[BYTES];
        for (int number = 0; number < files; number++) {
            if (number % PER_DIRECTORY == 0) {
                Files.createDirectory(directory(number));
            }
            random.nextBytes(content);
            Files.write(file(number), content);
        }
    }

    Path root() {
        return root;
    }

    Path file(int number) {
        return directory(number).resolve(Integer.toString(number));
    }

    private Path directory(int number) {
        return root.resolve(Integer.toString(number / PER_DIRECTORY));
    }

    @Override
    public void close() throws IOException {
        for (int number = 0; number < files; number++) {
            Files.deleteIfExists(file(number));
        }
        for (int number = 0; number < files; number += PER_DIRECTORY) {
            Files.deleteIfExists(directory(number));
        }
        Files.deleteIfExists(root);
    }
}
