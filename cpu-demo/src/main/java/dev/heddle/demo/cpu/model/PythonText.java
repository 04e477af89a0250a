package dev.heddle.demo.cpu.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The Python that this module brings along. */
final class PythonText {
    /** The workloads. */
    static final String JOBS = "jobs.py";

    private static final String DIRECTORY = "/dev/heddle/demo/cpu/python/";

    private PythonText() {}

    static String read(String name) throws IOException {
        try (var in = PythonText.class.getResourceAsStream(DIRECTORY + name)) {
            if (in == null) {
                throw new FileNotFoundException("this jar lacks " + DIRECTORY + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
