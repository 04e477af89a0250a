package dev.heddle.http;

/** When HTTP/2 is spoken. */
public enum Http2 {
    /** Never. */
    OFF,
    /** Over TLS, where the server offers it (ALPN); HTTP/1.1 otherwise. */
    OVER_TLS,
    /** Always, without TLS too: the server is known to speak it ("prior knowledge", RFC 9113). */
    PRIOR_KNOWLEDGE
}
