/**
 * Measuring which workload belongs where. A {@link dev.heddle.lab.Workload} is what is done, with
 * its sizes; a {@link dev.heddle.lab.Model} is a way to run it; a {@link dev.heddle.lab.Trial} runs
 * one workload under each of its models in turn, and a {@link dev.heddle.lab.Comparison} is what
 * came of several trials. Start reading at Trial. May depend on core.
 */
@NullMarked
package dev.heddle.lab;

import org.jspecify.annotations.NullMarked;
