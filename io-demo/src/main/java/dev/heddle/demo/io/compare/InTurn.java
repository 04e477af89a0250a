package dev.heddle.demo.io.compare;

/**
 * One call after the other. Where that would take most of a minute, a run makes one call in so
 * many, to be multiplied; the others are made once, before, so that the answer is whole.
 */
final class InTurn implements Way {
    private final Calls calls;
    private final int every;

    /** What the calls add that no run makes. */
    private final long others;

    private InTurn(Calls calls, int every, long others) {
        this.calls = calls;
        this.every = every;
        this.others = others;
    }

    /**
     * Makes the calls that no run will make, many at once, and keeps nothing of how it did.
     *
     * @param every one call in so many is made by a run; 1 for all
     */
    static InTurn open(Plan plan, Calls calls, int every) throws Exception {
        if (every == 1) {
            return new InTurn(calls, every, 0);
        }
        Calls others = number -> number % every == 0 ? 0 : calls.call(number);
        try (var resources = new Resources()) {
            long sum = ThreadWay.virtual(resources, plan, others).run(plan).sum();
            return new InTurn(calls, every, sum);
        }
    }

    @Override
    public Done run(Plan plan) throws Exception {
        long sum = others;
        int made = 0;
        for (int number = 0; number < plan.calls(); number += every) {
            sum += calls.call(number);
            made++;
        }
        return new Done(sum, (double) plan.calls() / made);
    }
}
