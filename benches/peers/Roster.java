import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The model for Timefold: a person is an entity, their duty its variable, with only the duties that they may serve. */
public final class Roster {
    // Cells are a line and a slot each; a head cell is a post and a slot. All that is the same for the whole run.
    static long[] demand, weight, surplus, most;
    static int slots;
    // The first cell of each line, and the lines of each kind (a post, and the lines met there).
    static int[][] linesOfKind;
    static int[] postOfKind;

    /** A duty as seen by some people: where, from when to when, and which lines they meet there. */
    public static final class Option {
        final int kind, from, to, number;

        Option(int kind, int from, int to, int number) {
            this.kind = kind;
            this.from = from;
            this.to = to;
            this.number = number;
        }
    }

    @PlanningEntity
    public static class Person {
        @PlanningId
        private int id;
        private List<Option> options;
        private Option option;

        public Person() {}

        Person(int id, List<Option> options, Option option) {
            this.id = id;
            this.options = options;
            this.option = option;
        }

        public int getId() {
            return id;
        }

        @ValueRangeProvider(id = "options")
        public List<Option> getOptions() {
            return options;
        }

        @PlanningVariable(valueRangeProviderRefs = "options", allowsUnassigned = true)
        public Option getOption() {
            return option;
        }

        public void setOption(Option option) {
            this.option = option;
        }
    }

    @PlanningSolution
    public static class Plan {
        private List<Person> people;
        private HardSoftLongScore score;

        @PlanningEntityCollectionProperty
        public List<Person> getPeople() {
            return people;
        }

        public void setPeople(List<Person> people) {
            this.people = people;
        }

        @PlanningScore
        public HardSoftLongScore getScore() {
            return score;
        }

        public void setScore(HardSoftLongScore score) {
            this.score = score;
        }
    }

    /** The cost, kept up with each change: the quickest way that Timefold offers. */
    public static class Calculator implements IncrementalScoreCalculator<Plan, HardSoftLongScore> {
        private long[] cover, heads;
        private long cost, above;

        @Override
        public void resetWorkingSolution(Plan plan) {
            cover = new long[demand.length];
            heads = new long[most.length];
            cost = 0;
            above = 0;
            for (int cell = 0; cell < demand.length; cell++) {
                cost += demand[cell] * weight[cell];
            }
            for (Person person : plan.people) {
                add(person.option, 1);
            }
        }

        private void add(Option option, int people) {
            if (option == null) {
                return;
            }
            for (int first : linesOfKind[option.kind]) {
                for (int cell = first + option.from; cell < first + option.to; cell++) {
                    cost -= of(cell);
                    cover[cell] += people;
                    cost += of(cell);
                }
            }
            int first = postOfKind[option.kind] * slots;
            for (int cell = first + option.from; cell < first + option.to; cell++) {
                above -= Math.max(0, heads[cell] - most[cell]);
                heads[cell] += people;
                above += Math.max(0, heads[cell] - most[cell]);
            }
        }

        private long of(int cell) {
            long missing = demand[cell] - cover[cell];
            return missing > 0 ? missing * weight[cell] : -missing * surplus[cell];
        }

        @Override
        public void beforeVariableChanged(Object entity, String variable) {
            add(((Person) entity).option, -1);
        }

        @Override
        public void afterVariableChanged(Object entity, String variable) {
            add(((Person) entity).option, 1);
        }

        @Override
        public void beforeEntityAdded(Object entity) {}

        @Override
        public void afterEntityAdded(Object entity) {}

        @Override
        public void beforeEntityRemoved(Object entity) {}

        @Override
        public void afterEntityRemoved(Object entity) {}

        @Override
        public HardSoftLongScore calculateScore() {
            return HardSoftLongScore.of(-above, -cost);
        }
    }

    /** What every line and post asks for. */
    public static void lines(int slots, long[] demand, long[] weight, long[] surplus, long[] most) {
        Roster.slots = slots;
        Roster.demand = demand;
        Roster.weight = weight;
        Roster.surplus = surplus;
        Roster.most = most;
    }

    /** The kinds of people at posts: the post and the first cells of the lines met, those of kind k up to `ends[k]`. */
    public static void kinds(int[] posts, int[] firsts, int[] ends) {
        postOfKind = posts;
        linesOfKind = new int[ends.length][];
        for (int kind = 0; kind < ends.length; kind++) {
            linesOfKind[kind] = Arrays.copyOfRange(firsts, kind == 0 ? 0 : ends[kind - 1], ends[kind]);
        }
    }

    private static final List<List<Option>> GROUPS = new ArrayList<>();

    /** A group of people with the same options. */
    public static void group(int[] kinds, int[] from, int[] to) {
        List<Option> options = new ArrayList<>(kinds.length);
        for (int at = 0; at < kinds.length; at++) {
            options.add(new Option(kinds[at], from[at], to[at], at));
        }
        GROUPS.add(options);
    }

    private static Plan plan;
    private static SolverFactory<Plan> factory;

    /** People by their group and the option with which they start, or -1. */
    public static void people(int[] groups, int[] starts, long milliseconds, long seed) {
        plan = new Plan();
        plan.people = new ArrayList<>(groups.length);
        for (int id = 0; id < groups.length; id++) {
            List<Option> options = GROUPS.get(groups[id]);
            plan.people.add(new Person(id, options, starts[id] < 0 ? null : options.get(starts[id])));
        }
        factory = SolverFactory.create(new SolverConfig()
            .withSolutionClass(Plan.class)
            .withEntityClasses(Person.class)
            .withRandomSeed(seed)
            .withScoreDirectorFactory(
                new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Calculator.class))
            .withTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit(milliseconds)));
    }

    /** Solves; the option of each person, or -1. Nothing where the plan has too many people somewhere. */
    public static int[] solve() {
        Plan best = factory.buildSolver().solve(plan);
        if (best.score.hardScore() < 0) {
            return new int[0];
        }
        int[] chosen = new int[best.people.size()];
        for (Person person : best.people) {
            chosen[person.id] = person.option == null ? -1 : person.option.number;
        }
        return chosen;
    }

    private Roster() {}
}
