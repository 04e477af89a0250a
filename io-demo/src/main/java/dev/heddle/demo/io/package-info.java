/**
 * The command line: {@link dev.heddle.demo.io.Main} reads it and hands over to one package per
 * command. Start reading at {@code fetch/Fetcher}. May depend on core, lab and the libraries of its
 * commands; never on the CPU demo.
 */
@NullMarked
package dev.heddle.demo.io;

import org.jspecify.annotations.NullMarked;
