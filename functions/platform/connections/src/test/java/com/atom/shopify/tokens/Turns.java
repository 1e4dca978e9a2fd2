package com.atom.shopify.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Lets threads go on one at a time, from one look at the clock to the next. Code that keeps deadlines looks at it before every
/// call, so these are the places at which another thread may come first, or at which a function may die.
final class Turns {
    private static final ThreadLocal<@Nullable Actor> CURRENT = new ThreadLocal<>();

    private Turns() {}

    /// Ends a thread as a killed process ends: nothing after it runs to any effect.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// Something that goes on when it is told to.
    static final class Actor {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore rest = new Semaphore(0);
        private volatile boolean killed;
        private volatile boolean ended;

        Actor(Runnable work) {
            Thread.ofPlatform().daemon().start(() -> {
                CURRENT.set(this);
                turn.acquireUninterruptibly();
                try {
                    work.run();
                } catch (Killed dead) {
                    // as wanted
                } finally {
                    ended = true;
                    rest.release();
                }
            });
        }

        boolean hasEnded() {
            return ended;
        }

        /// Goes on to its next look at the clock, or to its end.
        void step() {
            turn.release();
            rest.acquireUninterruptibly();
        }

        /// Dies where it stands.
        void kill() {
            killed = true;
            while (!ended) {
                step();
            }
        }

        private void pass() {
            rest.release();
            turn.acquireUninterruptibly();
            if (killed) {
                throw new Killed();
            }
        }
    }

    private static void pass() {
        var actor = CURRENT.get();
        if (actor != null) {
            if (actor.killed) {
                throw new Killed();
            }
            actor.pass();
        }
    }

    /// A clock that gives others their turn whenever it is looked at.
    static Clock clock(Clock time) {
        return new Clock() {
            @Override
            public Instant instant() {
                pass();
                return time.instant();
            }

            @Override
            public ZoneId getZone() {
                return time.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    /// A wait that ends when it is its turn again.
    static void pause(Duration time) {
        pass();
    }
}
