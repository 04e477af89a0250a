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
     * For {@code python -c}. The line is a name and a text in Base64, and so on; the last one is
     * the program. The working directory is no place to import from.
     */
    static final String CODE =
            """
            import sys
            sys.path[:] = filter(None, sys.path)
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
