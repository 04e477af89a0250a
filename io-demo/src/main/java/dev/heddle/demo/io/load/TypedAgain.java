package dev.heddle.demo.io.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command as somebody may type it again, without the secrets that were in it. */
final class TypedAgain {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern PASSWORD = Pattern.compile("(://)[^/@\\s]+@");
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)((?:--header=|-H)?\\s*[\\w-]*(?:auth|cookie|key|token|secret)[\\w-]*\\s*:)(?!//).*");
    private static final String HIDDEN = "…";

    private TypedAgain() {}

    static String command(String... args) {
        var words = new ArrayList<>(List.of("./heddle", "load"));
        boolean header = false;
        for (String word : args) {
            boolean isHeader = header || word.startsWith("--header=") || word.startsWith("-H");
            words.add(quoted(shown(word, isHeader)));
            header = word.equals("-H") || word.equals("--header");
        }
        return String.join(" ", words);
    }

    private static String shown(String word, boolean isHeader) {
        String text = PASSWORD.matcher(word).replaceAll("$1" + HIDDEN + "@");
        var secret = SECRET.matcher(text);
        return isHeader && secret.matches() ? secret.group(1) + " " + HIDDEN : text;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
