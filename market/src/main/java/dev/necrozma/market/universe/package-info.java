/**
 * Universes: the moves of a candle series with the features of the window before each. Owns the features, a group a class,
 * and the JSON and metadata forms. Start with {@link dev.necrozma.market.universe.Universe}, then
 * {@link dev.necrozma.market.universe.FeatureGroups}.
 */
@NullMarked
package dev.necrozma.market.universe;

import org.jspecify.annotations.NullMarked;
