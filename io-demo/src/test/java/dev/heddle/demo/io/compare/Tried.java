package dev.heddle.demo.io.compare;

import dev.heddle.EventLoop;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Trial;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the models of a trial answer, each run twice, as a lab would run them. */
final class Tried {
    private Tried() {}

    /** By model; Pythons that are not here are left out. */
    static Map<String, String> answers(Trial trial) throws Exception {
        var answers = new LinkedHashMap<String, String>();
        try (var loop = EventLoop.open();
                var resources = new Resources()) {
            var bench = new TestBench(loop);
            for (var candidate : trial.candidates()) {
                try {
                    var runner = resources.own(candidate.opener().open(bench));
                    var first = runner.round().answer();
                    var second = runner.round().answer();
                    answers.put(
                            candidate.model().name(),
                            first.equals(second) ? first.toString() : first + " / " + second);
                } catch (AbsentException e) {
                    if (candidate.model().side() != Side.PYTHON) {
                        throw e;
                    }
                }
            }
        }
        return answers;
    }

    private record TestBench(EventLoop loop) implements Bench {
        @Override
        public int cores() {
            return 2;
        }
    }
}
