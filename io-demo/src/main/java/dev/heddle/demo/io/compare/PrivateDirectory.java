package dev.heddle.demo.io.compare;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory under a name that anybody can guess, in a place where anybody can write, that only
 * its owner may enter: programs that are run from it are those that were put there.
 */
final class PrivateDirectory {
    private static final String OWNER_ONLY = "rwx------";

    private PrivateDirectory() {}

    /**
     * Makes the directory, or takes it as it was left.
     *
     * @throws IOException if somebody else made it, or may change what is in it; says what to do
     */
    static Path of(Path directory) throws IOException {
        return of(directory, user(Path.of("/proc/self")));
    }

    /** For the user of that number. */
    static Path of(Path directory, int user) throws IOException {
        try {
            var ownerOnly = PosixFilePermissions.fromString(OWNER_ONLY);
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
        } catch (FileAlreadyExistsException _) {
            // Left by an earlier run, or laid out by somebody else: see below.
        }
        check(directory, user);
        return directory;
    }

    private static void check(Path directory, int user) throws IOException {
        var found =
                Files.readAttributes(
                        directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String permissions = PosixFilePermissions.toString(found.permissions());
        if (!found.isDirectory() || user(directory) != user || !permissions.endsWith("------")) {
            throw new IOException(
                    "programs would be run from %s, which is no directory of this user alone (%s, %s of %s); delete it"
                            .formatted(directory, permissions, kind(found), found.owner()));
        }
    }

    private static String kind(PosixFileAttributes file) {
        if (file.isSymbolicLink()) {
            return "a link";
        }
        return file.isDirectory() ? "a directory" : "a file";
    }

    private static int user(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
