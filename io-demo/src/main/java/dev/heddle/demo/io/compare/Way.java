package dev.heddle.demo.io.compare;

/** How a model arranges the calls of a workload. */
@FunctionalInterface
interface Way {
    /** Makes the calls of the plan. */
    Done run(Plan plan) throws Exception;

    /**
     * The calls are made.
     *
     * @param sum of the results of all calls of the plan
     * @param times as many calls the plan has as were made now; 1 if all were
     */
    record Done(long sum, double times) {
        static Done of(long sum) {
            return new Done(sum, 1);
        }
    }
}
