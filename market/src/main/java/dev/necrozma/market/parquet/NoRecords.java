package dev.necrozma.market.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Parquet's column readers insist on a receiver for records, which reading by column never calls. */
final class NoRecords extends GroupConverter {

    @Override
    public Converter getConverter(int fieldIndex) {
        return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
