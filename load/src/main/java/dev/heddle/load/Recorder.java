package dev.heddle.load;

/** What became of the arrivals of one loop. Only touched there. */
interface Recorder {
    void succeeded(Arrival arrival, long now);

    void failed(Arrival arrival, long now, String kind, String message);
}
