package dev.heddle.lab.peer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lets an interpreter read its program from the first line of its standard input, so that no file
 * has to be written, nor is left behind by a process that is killed.
 */
final class PythonLoader {
    /**
     * Comes before all else that {@code python -c} is given: a file that lies in the working
     * directory is no module. By {@code -I} the user's own would be none either, and {@code -P}
     * came with 3.11 only. At its start Python has imported these two already.
     */
    static final String SAFE_PATH =
            "import os, sys; sys.path[:] = [p for p in sys.path if p not in ('', os.getcwd())]\n";

    /**
     * For {@code python -c}. The line is a name and a text in Base64, and so on; the last one is
     * the program.
     */
    static final String CODE =
            SAFE_PATH
                    + """
                    import base64, types
                    def load(names, texts):
                        for name, text in zip(names, texts):
                            module = types.ModuleType(name)
                            if text is texts[-1]:
                                module = sys.modules["__main__"]
                            sys.modules.setdefault(name, module)
                            code = compile(base64.b64decode(text), name + ".py", "exec")
                            exec(code, module.__dict__)
                    words = sys.stdin.readline().split()
                    load(words[::2], words[1::2])
                    """;

    private PythonLoader() {}

    /** The line, with its end. */
    static String line(List<PythonText> texts) {
        return texts.stream()
                .map(text -> text.module() + " " + base64(text.text()))
                .collect(Collectors.joining(" ", "", "\n"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
