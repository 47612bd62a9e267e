package dev.necrozma.market.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of a row group, each looked through when it is unpacked and before Parquet decodes it. */
final class BoundedPages implements PageReadStore {

    private final PageReadStore pages;
    private final long mostPageBytes;

    BoundedPages(PageReadStore pages, long mostPageBytes) {
        this.pages = pages;
        this.mostPageBytes = mostPageBytes;
    }

    @Override
    public long getRowCount() {
        return pages.getRowCount();
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        return new Bounded(pages.getPageReader(column), new PageBounds(column, mostPageBytes));
    }

    @Override
    public void close() {
        pages.close();
    }

    private record Bounded(PageReader reader, PageBounds bounds) implements PageReader {

        @Override
        public long getTotalValueCount() {
            return reader.getTotalValueCount();
        }

        @Override
        public DictionaryPage readDictionaryPage() {
            DictionaryPage page = reader.readDictionaryPage();
            if (page != null) {
                look(() -> bounds.requireDictionary(whole(page.getBytes()), page.getDictionarySize()));
            }
            return page;
        }

        @Override
        public DataPage readPage() {
            DataPage page = reader.readPage();
            if (page instanceof DataPageV1 first) {
                look(() -> bounds.requirePage(
                        whole(first.getBytes()),
                        first.getValueCount(),
                        first.getRlEncoding(),
                        first.getDlEncoding(),
                        first.getValueEncoding()));
            } else if (page instanceof DataPageV2 second) {
                return bounded(second);
            }
            return page;
        }

        /* In one piece: of several, Parquet makes room for a value before it knows that they have it. */
        private DataPageV2 bounded(DataPageV2 page) {
            ByteBuffer[] parts = new ByteBuffer[2];
            look(() -> {
                parts[0] = whole(page.getDefinitionLevels());
                parts[1] = whole(page.getData());
                bounds.requirePage(parts[0], parts[1], page.getValueCount(), page.getDataEncoding());
            });
            return DataPageV2.uncompressed(
                    page.getRowCount(),
                    page.getNullCount(),
                    page.getValueCount(),
                    page.getRepetitionLevels(),
                    BytesInput.from(parts[0]),
                    page.getDataEncoding(),
                    BytesInput.from(parts[1]),
                    page.getStatistics());
        }

        private static ByteBuffer whole(BytesInput bytes) throws IOException {
            return bytes.toInputStream().slice(Math.toIntExact(bytes.size()));
        }

        /** Looks at a page. */
        private interface Looking {
            void look() throws IOException;
        }

        private static void look(Looking looking) {
            try {
                looking.look();
            } catch (IOException e) {
                throw new ParquetDecodingException("page is damaged", e);
            }
        }
    }
}
