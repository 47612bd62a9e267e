/**
 * Vendor files into month slices of ticks or bars: containers, layouts, clocks, and the report of what was read. Start with
 * {@link dev.necrozma.market.feed.FeedReader}; a vendor is a {@link dev.necrozma.market.feed.Layout}.
 */
@NullMarked
package dev.necrozma.market.feed;

import org.jspecify.annotations.NullMarked;
