package dev.heddle.demo.cpu;

import dev.heddle.lab.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that a workload is not tried under, since one round of theirs takes longer than all
 * others together, or shows nothing. They stay in the table, with the reason.
 *
 * @param reasons by the model's name
 */
record LeftOut(Map<String, String> reasons) {
    private static final List<String> JOB_MODELS =
            List.of("inline", "gil", "threads", "virtual-threads", "fork-join", "processes");

    private static final String SLOW = "left out: without a compiler a round takes ";

    /** Why the interpreter does not run a workload. */
    private static final Map<String, String> NOT_INTERPRETED =
            Map.of(
                    "matmul-1000", SLOW + "half a minute",
                    "matmul-3000", SLOW + "a quarter of an hour",
                    "image-filter", SLOW + "many seconds",
                    "group-by-parquet", "left out: native code reads the file",
                    "password-hash", SLOW + "many seconds",
                    "garbage", SLOW + "many seconds",
                    "lost-update", "left out: one thread loses nothing");

    static LeftOut of(String workload, boolean quick) {
        Map<String, String> reasons = new HashMap<>();
        String slow = NOT_INTERPRETED.get(workload);
        if (slow != null) {
            reasons.put("interpreter", slow);
        }
        if (workload.equals("matmul-3000")) {
            JOB_MODELS.forEach(model ->
                    reasons.put(model, "left out: plain loops take long, see matmul-1000"));
        }
        if (workload.equals("group-by-parquet")) {
            reasons.put("gil", "left out: native code reads the file, and that would let a GIL go");
        }
        if (workload.equals("squares") || workload.equals("sqrt")) {
            reasons.put("jython", "left out: its powers and roots take seconds");
        }
        if (workload.equals("matmul-1000") && quick) {
            for (var model : JOB_MODELS.subList(1, JOB_MODELS.size())) {
                reasons.put(model, "left out of a quick run: plain loops take long");
            }
        }
        return new LeftOut(reasons);
    }

    Candidate apply(Candidate candidate) {
        String why = reasons.get(candidate.model().name());
        return why == null ? candidate : Candidate.absent(candidate.model(), why);
    }
}
