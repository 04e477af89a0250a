package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilesTrialTest {
    /** More than one directory holds. */
    private static final Plan PLAN = new Plan(130, 4);

    @Test
    void modelsGiveTheSameAnswer() throws Exception {
        long sum = 0;
        try (var tree = FileTree.create(PLAN.calls())) {
            for (int number = 0; number < PLAN.calls(); number++) {
                sum += Digest.SHA.of(Files.readAllBytes(tree.file(number)));
            }
        }
        String right = PLAN.answer(sum);
        assertThat(Tried.answers(FilesTrial.of(PLAN)))
                .containsKeys("one-by-one", "threads", "virtual-threads", "heddle", "heddle-pool")
                .allSatisfy((_, answer) -> assertThat(answer).isEqualTo(right));
    }

    @Test
    void filesDiffer() throws Exception {
        try (var tree = FileTree.create(2)) {
            assertThat(tree.file(0)).hasSize(FileTree.BYTES);
            assertThat(Set.of(crc(tree.file(0)), crc(tree.file(1)))).hasSize(2);
        }
    }

    private static long crc(Path file) throws Exception {
        return Digest.CRC.of(Files.readAllBytes(file));
    }

    @Test
    void nothingIsLeftOfATree() throws Exception {
        Path root;
        try (var tree = FileTree.create(PLAN.calls())) {
            root = tree.root();
            assertThat(root).isNotEmptyDirectory();
        }
        assertThat(root).doesNotExist();
    }
}
