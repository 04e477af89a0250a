package dev.heddle.demo.io.compare;

/**
 * What an HTTP call fetches, and what is made of it.
 *
 * @param urls of the answers, each without its number at the end
 */
record Errand(String urls, Digest digest) {
    String url(int number) {
        return urls + number;
    }
}
