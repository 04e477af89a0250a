/**
 * The numeric workloads of {@code compare cpu} with the engines that do them over whole arrays or
 * columns: the Vector API, OpenBLAS and libm, DuckDB, and those of Python. Start reading at {@link
 * dev.heddle.demo.cpu.engine.NumericWorkloads}. May depend on {@code dev.heddle.demo.cpu.work},
 * {@code dev.heddle.demo.cpu.job}, core and lab.
 */
@NullMarked
package dev.heddle.demo.cpu.engine;

import org.jspecify.annotations.NullMarked;
