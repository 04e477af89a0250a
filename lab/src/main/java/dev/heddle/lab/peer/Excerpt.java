package dev.heddle.lab.peer;

import java.util.regex.Pattern;

/** Foreign text made fit for a message of one line. */
final class Excerpt {
    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Excerpt() {}

    static String of(String text) {
        String plain = CONTROL.matcher(text).replaceAll(" ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
