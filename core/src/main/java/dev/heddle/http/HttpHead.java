package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * What a server sends before the body.
 *
 * @param status the status code, 200 to 999
 * @param headers the headers, looked up without regard to case
 * @param url the URL that answered: after redirects, the last one; without user info and fragment
 */
public record HttpHead(int status, HttpHeaders headers, String url) {}
