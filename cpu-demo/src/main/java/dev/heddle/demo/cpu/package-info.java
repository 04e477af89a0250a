/**
 * The articles' CPU workloads, each under every model that suits it. Start reading at {@link
 * dev.heddle.demo.cpu.Main}. May depend on core, lab and the engines; never on the I/O demo.
 */
@NullMarked
package dev.heddle.demo.cpu;

import org.jspecify.annotations.NullMarked;
