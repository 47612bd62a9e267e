/**
 * Labels: what would have become of a position opened at each entry, for targets, stops and horizons. {@link
 * dev.necrozma.market.label.LabelSeries} has the entries and the path of prices after them; {@link
 * dev.necrozma.market.label.FirstPassages} finds where the path first reaches a {@link dev.necrozma.market.label.Barrier}; {@link
 * dev.necrozma.market.label.LabelKernel} derives the labels of any configuration from that. Start with the kernel.
 */
@NullMarked
package dev.necrozma.market.label;

import org.jspecify.annotations.NullMarked;
