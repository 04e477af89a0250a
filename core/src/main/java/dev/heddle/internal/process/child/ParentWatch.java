package dev.heddle.internal.process.child;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this JVM when the parent is gone, whatever the work does meanwhile. The parent holds the
 * other end of the standard input for as long as it lives, and the kernel closes it however the
 * parent dies.
 */
final class ParentWatch implements Runnable {
    /** The file that the parent holds locked as long as it lives. */
    private static final String OWNER = "owner";

    /** Never seen by anybody: whoever could is gone. */
    private static final int ORPHANED = 143;

    private final InputStream parent;
    private final File home;
    private final File shared;

    private ParentWatch(InputStream parent, Bootstrap bootstrap) {
        this.parent = parent;
        this.home = new File(bootstrap.home());
        this.shared = new File(bootstrap.shared());
    }

    static void start(InputStream parent, Bootstrap bootstrap) {
        Thread thread = new Thread(new ParentWatch(parent, bootstrap), "heddle-parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace") // nobody is left to read it
    public void run() {
        try {
            while (parent.read() >= 0) {
                // The parent says nothing after the bootstrap.
            }
        } catch (IOException e) {
            // As good as its end: nothing can come from there any more.
        }
        try {
            end();
        } finally {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    private void end() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        delete(home);
        delete(shared);
    }

    /** With the pool's directory around it, when this was the last worker in it. */
    private static void delete(File directory) {
        File[] files = directory.listFiles();
        for (File file : files == null ? new File[0] : files) {
            boolean _ = file.delete();
        }
        boolean _ = directory.delete();
        // What another worker still has in there, that one deletes.
        File around = directory.getParentFile();
        String[] left = around.list();
        if (left != null && left.length == 1 && left[0].equals(OWNER)) {
            boolean _ = new File(around, OWNER).delete() && around.delete();
        }
    }
}
