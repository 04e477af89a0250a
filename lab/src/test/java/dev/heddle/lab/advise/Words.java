package dev.heddle.lab.advise;

import java.util.List;

/** What docs/advise.md shows. */
final class Words {
    private Words() {}

    // @start region="own"
    static Integer words(String text) {
        return text.split(" ").length;
    }

    static Advice adviceOnWords(String page) throws InterruptedException {
        return Advisor.advise(OwnWorkload.of("words", Words::words, List.of(page)));
    }
    // @end
}
