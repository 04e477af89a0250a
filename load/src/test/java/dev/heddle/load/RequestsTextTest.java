package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTextTest {
    @Test
    void aPasswordIsNotShown() {
        assertThat(text(LoadRequest.get("http://ann:secret@h/a"))).isEqualTo("GET http://h/a");
        assertThat(text(LoadRequest.get("http://h/a@b"))).isEqualTo("GET http://h/a@b");
    }

    @Test
    void headersValuesAreNotPartOfWhatIsTheSame() {
        var one = LoadRequest.get("http://h/").header("Authorization", "Bearer 1");
        var other = LoadRequest.get("http://h/").header("authorization", "Bearer 2");

        assertThat(text(one)).isEqualTo(text(other)).contains("headers");
    }

    private static String text(LoadRequest request) {
        return RequestsText.of(List.of(request));
    }
}
