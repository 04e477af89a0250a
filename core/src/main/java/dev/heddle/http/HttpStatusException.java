package dev.heddle.http;

/** The server answered with a status of 400 or more where a body was asked for. */
public final class HttpStatusException extends HttpException {
    private static final long serialVersionUID = 1L;
    private static final int BODY_START = 200;

    private final int status;
    private final String body;

    HttpStatusException(HttpResponse response) {
        this(response, start(response.text()));
    }

    private HttpStatusException(HttpResponse response, String body) {
        super(Kind.STATUS, response.url(), message(response, body), null);
        this.status = response.status();
        this.body = body;
    }

    private static String start(String text) {
        return text.length() <= BODY_START ? text : text.substring(0, BODY_START) + "…";
    }

    private static String message(HttpResponse response, String body) {
        var text = "status " + response.status() + " from " + response.url();
        return body.isBlank() ? text : text + ": " + body.strip();
    }

    /**
     * The status code.
     *
     * @return 400 to 999
     */
    public int status() {
        return status;
    }

    /**
     * The start of the body, which often says why.
     *
     * @return at most 200 characters and an ellipsis; the whole body is in {@link
     *     HttpRequest#send()}
     */
    public String body() {
        return body;
    }
}
