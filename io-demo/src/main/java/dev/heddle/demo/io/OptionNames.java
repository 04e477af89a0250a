package dev.heddle.demo.io;

/** Says to a user of the command what a session's messages say to a programmer. */
public final class OptionNames {
    private static final String[][] INSTEAD = {
        {
            "trust it with Tls.trust(file)",
            "trust it with --cacert=FILE, or anybody with --insecure"
        },
        {"the file of Tls.trust,", "the file of --cacert,"},
        {": raise maxInflation if it is no bomb", ": it is a decompression bomb"},
        {"maxRedirects is", "--max-redirects is"},
        {"there is no data to take it from", "there is no --data-file to take it from"},
        {": allowInsecureRedirects() allows that", ", which is not followed"},
    };

    private OptionNames() {}

    /** The message, in terms of the command line. */
    public static String in(String message) {
        String told = message;
        for (var name : INSTEAD) {
            told = told.replace(name[0], name[1]);
        }
        return told;
    }
}
