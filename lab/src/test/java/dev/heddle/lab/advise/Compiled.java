package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes that were written and compiled elsewhere, as a user's are. */
final class Compiled {
    private Compiled() {}

    /** Compiles one source into a directory. */
    static void into(Path directory, String type, String source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options =
                    List.of("-d", directory.toString(), "-cp", directory.toString(), "-proc:none");
            var unit = new Source(type, source);
            assertThat(compiler.getTask(null, files, null, options, null, List.of(unit)).call())
                    .isTrue();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(
                    URI.create("string:///" + type.replace('.', '/') + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
