package dev.heddle.lab.peer;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An interpreter that was found on this machine.
 *
 * @param executable where it is
 * @param version its implementation and version, such as "CPython 3.11.2"
 * @param modules the versions of those it was asked for, as far as they tell them
 */
public record Python(Path executable, String version, Map<String, String> modules) {
    public Python {
        requireNonNull(executable, "executable");
        requireNonNull(version, "version");
        modules = Map.copyOf(modules);
    }

    /**
     * It and the modules it was asked for: "NumPy 1.24.2 on CPython 3.11.2".
     *
     * @param titles what people call some modules
     */
    public String engine(Map<String, String> titles) {
        return modules.isEmpty()
                ? version
                : modules.keySet().stream()
                                .sorted()
                                .map(module ->
                                        titles.getOrDefault(module, module)
                                                + " "
                                                + modules.get(module))
                                .collect(Collectors.joining(", "))
                        + " on "
                        + version;
    }
}
