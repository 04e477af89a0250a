package dev.heddle.load;

import java.time.Duration;
import java.util.List;

/**
 * What a load test was asked to do.
 *
 * @param what a name for people: that of the scenario; or the requests, up to five of them, with a
 *     digest of headers' names and of bodies, so that it is another where the load is
 * @param stages of the open model, one after the other; empty in the closed model
 * @param spacing of the arrivals in the open model
 * @param users of the closed model, who each send again as soon as they are answered; 0 in the open
 *     model
 * @param duration how long is measured: that of all stages together
 * @param warmUp how long is sent before that at the first rate, without being measured; zero or
 *     more
 * @param connections the most to one host, and on each loop its share of them
 * @param timeout of one request or visit, from its intended start
 * @param loops how many event loops send
 * @param seed of everything that is random
 * @param slos what is wanted of the result
 */
public record LoadPlan(
        String what,
        List<Stage> stages,
        Spacing spacing,
        int users,
        Duration duration,
        Duration warmUp,
        int connections,
        Duration timeout,
        int loops,
        long seed,
        List<Slo> slos) {
    public LoadPlan {
        stages = List.copyOf(stages);
        slos = List.copyOf(slos);
    }

    /** Whether arrivals come at their times, whatever became of those before. */
    public boolean isOpen() {
        return users == 0;
    }
}
