/**
 * What a workload of {@code compare cpu} is to those who write one and to those who run it. Start
 * reading at {@link dev.heddle.demo.cpu.job.Job}. May depend on core and lab only.
 */
@NullMarked
package dev.heddle.demo.cpu.job;

import org.jspecify.annotations.NullMarked;
