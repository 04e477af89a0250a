package dev.heddle.lab;

import dev.heddle.lab.Model.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the models' answers. */
final class Standings {
    private Standings() {}

    static List<Standing> of(List<Entrant> entrants) {
        var measured = entrants.stream().filter(Entrant::isIn).toList();
        var voters = measured.stream().filter(e -> e.model().side() != Side.DEMONSTRATION).toList();
        var agreed =
                Answers.agreed(
                        (voters.isEmpty() ? measured : voters)
                                .stream().map(Entrant::answer).toList());
        return entrants.stream().map(e -> standing(e, agreed)).toList();
    }

    private static Standing standing(Entrant entrant, @Nullable Object agreed) {
        String unavailable = entrant.why();
        if (unavailable != null) {
            return Standing.unavailable(entrant.model(), unavailable);
        }
        var figures = Summary.of(entrant.samples(), entrant.lagP99Millis());
        if (!Answers.same(entrant.answer(), agreed)) {
            return Standing.wrong(
                    entrant.model(),
                    figures,
                    "gave %s where others gave %s"
                            .formatted(Answers.shown(entrant.answer()), Answers.shown(agreed)));
        }
        var other = entrant.otherAnswer();
        return other == null
                ? Standing.right(entrant.model(), figures)
                : Standing.wrong(
                        entrant.model(),
                        figures,
                        "gave %s at first and %s later"
                                .formatted(Answers.shown(entrant.answer()), Answers.shown(other)));
    }
}
