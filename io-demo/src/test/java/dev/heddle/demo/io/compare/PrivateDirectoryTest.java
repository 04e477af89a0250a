package dev.heddle.demo.io.compare;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PrivateDirectoryTest {
    @TempDir Path temp;
    private Path directory;
    private int us;

    @BeforeEach
    void weOwnWhatWeMake() throws IOException {
        directory = temp.resolve("programs");
        us = (Integer) Files.getAttribute(temp, "unix:uid", NOFOLLOW_LINKS);
    }

    @Test
    void isMadeForItsOwnerAloneAndTakenAgain() throws IOException {
        assertThat(PrivateDirectory.of(directory)).isEqualTo(directory);
        Files.createFile(directory.resolve("program"));

        assertThat(PrivateDirectory.of(directory)).isEqualTo(directory);
        assertThat(permissions()).isEqualTo("rwx------");
        assertThat(directory.resolve("program")).exists();
    }

    @Test
    void oneThatOthersMayChangeIsRefused() throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx----w-"));

        assertRefused("(rwx----w-, a directory of ");
    }

    @Test
    void anotherUsersIsRefused() throws IOException {
        PrivateDirectory.of(directory, us);

        assertThatThrownBy(() -> PrivateDirectory.of(directory, us + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory + ", which is no directory of this user alone");
    }

    @Test
    void linkToOneIsRefused() throws IOException {
        var target = PrivateDirectory.of(temp.resolve("elsewhere"), us);
        Files.createSymbolicLink(directory, target);

        assertRefused("a link of ");
    }

    private void assertRefused(String how) {
        assertThatThrownBy(() -> PrivateDirectory.of(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(how)
                .hasMessageEndingWith("; delete it");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    }
}
