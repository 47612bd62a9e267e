package dev.necrozma.testkit.disk;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a crash makes of a volume: another one, everything on which is durable. */
final class Aftermath {

    private static final int SECTOR = 512;

    private static final List<Crash.Data> FATES = List.copyOf(EnumSet.complementOf(EnumSet.of(Crash.Data.ANY)));

    private final Crash crash;
    private final Random random;
    private final Map<Volume.Name, Integer> kept = new LinkedHashMap<>();
    private final Map<Volume.Node, Volume.Node> copies = new LinkedHashMap<>();
    private final Volume result = new Volume();

    private Aftermath(Crash crash) {
        this.crash = crash;
        this.random = new Random(crash.seed());
    }

    static Volume of(Volume before, Crash crash) {
        Aftermath after = new Aftermath(crash);
        after.choose(before.root());
        after.keepWhatWasMoved();
        after.copies.put(before.root(), after.result.root());
        after.copyNames(before.root(), after.result.root());
        return after.result;
    }

    private void choose(Volume.Directory directory) {
        for (Volume.Name name : directory.names.values()) {
            int last = name.changes.size() - 1;
            kept.put(
                    name,
                    switch (crash.names()) {
                        case LOST -> 0;
                        case KEPT -> last;
                        case ANY -> random.nextInt(last + 1);
                    });
            for (Volume.Change change : name.changes) {
                if (change.node instanceof Volume.Directory below) {
                    choose(below);
                }
            }
        }
    }

    /* Until nothing changes: a file that was renamed twice may pull its last name along. */
    private void keepWhatWasMoved() {
        boolean settled = false;
        while (!settled) {
            settled = true;
            for (Map.Entry<Volume.Name, Integer> name : kept.entrySet()) {
                for (Volume.Change change : name.getKey().changes.subList(1, name.getValue() + 1)) {
                    settled &= !pullAlong(change);
                }
            }
        }
    }

    private boolean pullAlong(Volume.Change loss) {
        Volume.Name target = loss.movedTo;
        if (target == null || !kept.containsKey(target)) {
            return false;
        }
        int gained = target.changes.indexOf(loss.movedBy);
        if (gained <= kept.get(target)) {
            return false;
        }
        kept.put(target, gained);
        return true;
    }

    private void copyNames(Volume.Directory from, Volume.Directory to) {
        from.names.forEach((text, name) -> {
            Volume.Node node = name.changes.get(kept.getOrDefault(name, 0)).node;
            if (node != null) {
                Volume.Name copy = new Volume.Name();
                copy.changes.clear();
                copy.changes.add(new Volume.Change(copy(node)));
                to.names.put(text, copy);
            }
        });
    }

    private Volume.Node copy(Volume.Node node) {
        Volume.@Nullable Node known = copies.get(node);
        if (known != null) {
            return known;
        }
        if (node instanceof Volume.FileNode file) {
            Volume.FileNode copy = result.newFile(file.modifiedNanos);
            copies.put(node, copy);
            copy.bytes = bytes(file);
            copy.durable = copy.bytes.length;
            return copy;
        }
        Volume.Directory copy = result.newDirectory(node.modifiedNanos);
        copies.put(node, copy);
        copyNames((Volume.Directory) node, copy);
        return copy;
    }

    private byte[] bytes(Volume.FileNode file) {
        if (file.durable == file.bytes.length) {
            return file.bytes;
        }
        Crash.Data fate = crash.data() == Crash.Data.ANY ? Crash.one(FATES, random) : crash.data();
        return switch (fate) {
            case LOST -> Arrays.copyOf(file.bytes, file.durable);
            case KEPT -> file.bytes;
            case TORN -> Arrays.copyOf(file.bytes, tornLength(file));
            case ZEROED -> Arrays.copyOf(Arrays.copyOf(file.bytes, file.durable), file.bytes.length);
            case GARBAGE -> spoil(file, false);
            case HOLED, ANY -> spoil(file, true);
        };
    }

    private int tornLength(Volume.FileNode file) {
        int first = file.durable / SECTOR + 1;
        int last = file.bytes.length / SECTOR;
        return last < first ? file.durable : SECTOR * (first + random.nextInt(last - first + 1));
    }

    private byte[] spoil(Volume.FileNode file, boolean inPart) {
        byte[] spoiled = file.bytes.clone();
        for (int at = file.durable; at < spoiled.length; at = (at / SECTOR + 1) * SECTOR) {
            int end = Math.min(spoiled.length, (at / SECTOR + 1) * SECTOR);
            int fate = inPart ? random.nextInt(3) : 2;
            if (fate == 1) {
                Arrays.fill(spoiled, at, end, (byte) 0);
            } else if (fate == 2) {
                byte[] garbage = new byte[end - at];
                random.nextBytes(garbage);
                System.arraycopy(garbage, 0, spoiled, at, garbage.length);
            }
        }
        return spoiled;
    }
}
