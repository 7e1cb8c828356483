/**
 * The webhooks of an emulator: deliveries and faults.
 */
@NullMarked
package io.github.replicate4j.emulator.webhook;

import org.jspecify.annotations.NullMarked;
