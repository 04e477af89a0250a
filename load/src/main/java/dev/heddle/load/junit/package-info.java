/**
 * Load tests in JUnit 5: a method with {@link dev.heddle.load.junit.LoadTest} is a visit, run once
 * for each arrival; {@link dev.heddle.load.junit.LoadTesting} is for classes that write {@link
 * dev.heddle.load.Load} themselves. May use {@code dev.heddle.load} and its reports and stubs;
 * needs JUnit 5.13 or later, and WireMock only where a test takes one.
 */
@NullMarked
package dev.heddle.load.junit;

import org.jspecify.annotations.NullMarked;
