/**
 * The models that run any job: on the loop, in pools, under a simulated GIL, in the JVM's
 * interpreter and in Python. Start reading at {@link dev.heddle.demo.cpu.model.JobModels}. May
 * depend on core, lab and {@code dev.heddle.demo.cpu.job}; never on a workload.
 */
@NullMarked
package dev.heddle.demo.cpu.model;

import org.jspecify.annotations.NullMarked;
