package dev.heddle.lab.advise;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes values of a parameter's type of what {@code --input} says. */
final class Inputs {
    private static final String KNOWN =
            "String, byte[], Path, File, char[], boolean, a number, or an enum";

    /** Of an array, which some JVMs make a few elements shorter than an int could count. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

    private final String work;
    private final Class<?> type;
    private final Path directory;
    private final long heap;

    private Inputs(String work, Class<?> type, Path directory, long heap) {
        this.work = work;
        this.type = type;
        this.directory = directory;
        this.heap = heap;
    }

    /**
     * The values.
     *
     * @param work its name, for messages
     * @param type of the parameter; {@code Void} if there is none
     * @param given values, or {@code @} and a file
     * @param directory that relative files are in
     * @param heap that they are to fit into, in bytes
     */
    static List<Object> of(
            String work, Class<?> type, List<String> given, Path directory, long heap)
            throws UnfitWorkException {
        return new Inputs(work, type, directory, heap).all(given);
    }

    private List<Object> all(List<String> given) throws UnfitWorkException {
        if (type == Void.class) {
            if (!given.isEmpty()) {
                throw UnfitWorkException.because(work + " takes no input: leave out --input");
            }
            return new ArrayList<>(Collections.singletonList(null));
        }
        if (given.isEmpty()) {
            throw UnfitWorkException.because(
                    "%s takes an input of type %s: give one with --input VALUE or --input @FILE"
                            .formatted(work, type.getSimpleName()));
        }
        var values = new ArrayList<Object>();
        for (String text : given) {
            values.add(text.startsWith("@") ? ofFile(text.substring(1)) : ofText(text, text));
        }
        return values;
    }

    private Object ofFile(String name) throws UnfitWorkException {
        var file = directory.resolve(name);
        if (!Files.isReadable(file)) {
            throw UnfitWorkException.because("--input @" + name + ": there is no file " + file);
        }
        if (type == Path.class) {
            return file;
        }
        if (type == File.class) {
            return file.toFile();
        }
        try {
            requireFitting(name, Files.size(file));
            byte[] content = Files.readAllBytes(file);
            return type == byte[].class
                    ? content
                    : ofText(new String(content, StandardCharsets.UTF_8), "@" + name);
        } catch (IOException e) {
            throw UnfitWorkException.because("--input @" + name + " cannot be read: " + e);
        }
    }

    /**
     * Into the heap with a copy of it, and into an array, which has no more elements than an int.
     */
    private void requireFitting(String name, long bytes) throws UnfitWorkException {
        String size = Units.bytes((double) bytes);
        if (bytes > MOST_BYTES) {
            throw UnfitWorkException.because(
                    "--input @%s has %s, and an input has at most 2 GB: give it a part of the file, or let the work take a Path"
                            .formatted(name, size));
        }
        if (bytes > heap / 2) {
            throw UnfitWorkException.because(
                    "--input @%s has %s, which is too much for a heap of %s: give it more with --heap"
                            .formatted(name, size, Units.bytes((double) heap)));
        }
    }

    private Object ofText(String text, String given) throws UnfitWorkException {
        if (type.isAssignableFrom(String.class)) {
            return text;
        }
        try {
            return type.isEnum() ? ofEnum(text.strip()) : ofKnown(text);
        } catch (IllegalArgumentException _) {
            throw UnfitWorkException.because(
                    "--input %s is no %s, which %s takes"
                            .formatted(given, type.getSimpleName(), work));
        }
    }

    private Object ofEnum(String text) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private Object ofKnown(String text) throws UnfitWorkException {
        return switch (type.getTypeName()) {
            case "byte[]" -> text.getBytes(StandardCharsets.UTF_8);
            case "char[]" -> text.toCharArray();
            case "java.nio.file.Path" -> directory.resolve(text);
            case "java.io.File" -> directory.resolve(text).toFile();
            case "int", "java.lang.Integer" -> Integer.valueOf(text.strip());
            case "long", "java.lang.Long" -> Long.valueOf(text.strip());
            case "short", "java.lang.Short" -> Short.valueOf(text.strip());
            case "byte", "java.lang.Byte" -> Byte.valueOf(text.strip());
            case "double", "java.lang.Double" -> Double.valueOf(text.strip());
            case "float", "java.lang.Float" -> Float.valueOf(text.strip());
            case "java.lang.Number", "java.math.BigDecimal" -> new BigDecimal(text.strip());
            case "java.math.BigInteger" -> new BigInteger(text.strip());
            case "boolean", "java.lang.Boolean" -> truth(text.strip());
            default ->
                    throw UnfitWorkException.because(
                            "%s takes a %s, which --input cannot make: put a method before it that takes %s"
                                    .formatted(work, type.getTypeName(), KNOWN));
        };
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
