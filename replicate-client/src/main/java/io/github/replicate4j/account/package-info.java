/**
 * The account that a token belongs to.
 */
@NullMarked
package io.github.replicate4j.account;

import org.jspecify.annotations.NullMarked;
