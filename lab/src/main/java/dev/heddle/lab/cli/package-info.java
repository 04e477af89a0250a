/**
 * What every command of {@code ./heddle} reads and prints with: options, sizes, durations, streams,
 * exit codes, figures, signals. Start reading at {@link dev.heddle.lab.cli.Commands}. Depends on
 * Commons CLI only.
 */
@NullMarked
package dev.heddle.lab.cli;

import org.jspecify.annotations.NullMarked;
