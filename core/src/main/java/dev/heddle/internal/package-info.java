/** What Heddle's own packages share with each other and with nobody else. */
@NullMarked
package dev.heddle.internal;

import org.jspecify.annotations.NullMarked;
