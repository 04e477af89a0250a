/**
 * The HTTP server that the models call, in a JVM of its own so that it takes no time from the loop
 * that is watched. Start reading at StubMain, which runs there; {@link
 * dev.heddle.demo.io.compare.stub.StubProcess} starts it from here. May depend on Netty only.
 */
@NullMarked
package dev.heddle.demo.io.compare.stub;

import org.jspecify.annotations.NullMarked;
