/**
 * {@code heddle stubs}: a server to try load on, until Ctrl-C. Start reading at {@link
 * dev.heddle.demo.io.stubs.StubsCommand}. May depend on the command line and the stubs of the load
 * tester.
 */
@NullMarked
package dev.heddle.demo.io.stubs;

import org.jspecify.annotations.NullMarked;
