/**
 * Servers to send load to that do not get in its way, and tell when they did: {@link
 * dev.heddle.load.stub.LoadStubs} is a WireMock set up for load, {@link
 * dev.heddle.load.stub.NullServer} answers always the same, as fast as it can. {@link
 * dev.heddle.load.stub.StubProbe} finds out whether a URL is one of them. May use {@code
 * dev.heddle.load}, Netty, and WireMock where that is on the class path.
 */
@NullMarked
package dev.heddle.load.stub;

import org.jspecify.annotations.NullMarked;
