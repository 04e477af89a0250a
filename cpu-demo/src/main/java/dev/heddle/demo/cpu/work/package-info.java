/**
 * What the workloads of {@code compare cpu} do, each as a job of plain Java, and their inputs. Start
 * reading at {@link dev.heddle.demo.cpu.work.PlainWorkloads}. May depend on the models, never on the
 * engines.
 */
@NullMarked
package dev.heddle.demo.cpu.work;

import org.jspecify.annotations.NullMarked;
