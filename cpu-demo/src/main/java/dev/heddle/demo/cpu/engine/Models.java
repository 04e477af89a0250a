package dev.heddle.demo.cpu.engine;

import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;

/** The engines of this package. */
final class Models {
    static final Model SIMD =
            new Model(
                    "simd",
                    Side.HEDDLE,
                    "the JDK's Vector API on every core, in Heddle's pool of threads");
    static final Model NATIVE =
            new Model(
                    "native",
                    Side.HEDDLE,
                    "C through the foreign function interface, called from Heddle's pool of threads");
    static final Model COLUMNAR =
            new Model(
                    "columnar",
                    Side.HEDDLE,
                    "a query to DuckDB in this process, from Heddle's pool of threads");
    static final Model NUMPY =
            new Model("numpy", Side.PYTHON, "NumPy, whole arrays at a time, in CPython");
    static final Model PANDAS = new Model("pandas", Side.PYTHON, "pandas, in CPython");
    static final Model POLARS =
            new Model("polars", Side.PYTHON, "Polars, an engine in Rust, in CPython");

    private Models() {}
}
