using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>File transfer: the steps of one master are one request (R4, R5).</summary>
[TestClass]
public sealed class FileTests
{
    private const int Ioa = 3;

    [TestMethod, TestProperty("Rule", "R5")]
    public void The_steps_of_one_masters_file_transfer_do_not_wait_for_each_other()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select(5));
        bench.FromRtu(Ready(5));
        m[0].Ask(Call(5));
        bench.FromRtu(SectionReady(5));
        m[0].Ask(CallSection(5));
        bench.FromRtu(Segment(5), LastSegment(5));
        m[0].Ask(Acknowledge(5, 3));
        Assert.HasCount(4, bench.Rtu.Sent);
        CollectionAssert.AreEqual(new[] { Ready(5), SectionReady(5), Segment(5), LastSegment(5) }, m[0].Got);
        Assert.IsEmpty(m[1].Got);
        Assert.HasCount(1, bench.Group.Requests.Sent);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void Another_master_waits_for_the_same_file_but_not_for_another()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select(5));
        m[1].Ask(Select(5));
        m[1].Ask(Select(6));
        Assert.HasCount(2, bench.Rtu.Sent);
        bench.FromRtu(Ready(5), Ready(6));
        CollectionAssert.AreEqual(new[] { Ready(5) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Ready(6) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_transfer_without_any_sign_for_requestTimeout_makes_room_for_the_next()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select(5));
        m[1].Ask(Select(5));
        for (var n = 0; n < 5; n++)
        {
            bench.Wait(20);
            bench.FromRtu(Segment(5));
        }

        // The master's own steps are a sign, too.
        bench.Wait(20);
        m[0].Ask(Acknowledge(5, 3));
        bench.Wait(20);
        Assert.HasCount(2, bench.Rtu.Sent);
        bench.Wait(10.1);
        Assert.AreEqual(Hex.Of(Select(5))[0], Hex.Of(bench.Rtu.Sent[^1])[0]);
        Assert.HasCount(3, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_file_to_the_RTU_ends_when_the_RTU_acknowledges_it()
    {
        foreach (var afq in new[] { 1, 2 })
        {
            var (bench, m) = GroupBench.Running(2);
            m[0].Ask(Ready(5));
            m[1].Ask(Select(5));
            bench.FromRtu(Call(5));
            m[0].Ask(Segment(5));
            bench.FromRtu(Acknowledge(5, 3));
            Assert.HasCount(2, bench.Rtu.Sent);
            bench.FromRtu(Acknowledge(5, afq));
            CollectionAssert.AreEqual(new[] { Call(5), Acknowledge(5, 3), Acknowledge(5, afq) }, m[0].Got);
            Assert.HasCount(3, bench.Rtu.Sent);
        }
    }

    [TestMethod, TestProperty("Rule", "R5"), TestProperty("Rule", "R4")]
    [DataRow(1)]
    [DataRow(2)]
    public void A_file_to_a_master_ends_when_the_master_acknowledges_it(int afq)
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select(5));
        m[1].Ask(Select(5));
        bench.FromRtu(Segment(5), LastSegment(5));
        _ = m[0].Got;
        m[0].Ask(Acknowledge(5, 3));
        Assert.HasCount(2, bench.Rtu.Sent);
        m[0].Ask(Acknowledge(5, afq));
        Assert.HasCount(4, bench.Rtu.Sent);
        bench.FromRtu(Ready(5));
        Assert.IsEmpty(m[0].Got);
        CollectionAssert.AreEqual(new[] { Ready(5) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void An_acknowledgement_that_comes_after_requestTimeout_holds_the_file_for_nobody()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select(5));
        bench.Wait(30.1);
        m[0].Ask(Acknowledge(5, 1));
        m[1].Ask(Select(5));
        Assert.HasCount(3, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R5"), TestProperty("Rule", "R4")]
    public void What_the_RTU_says_to_the_acknowledgement_of_a_file_still_finds_its_master()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select(5));
        m[0].Ask(Acknowledge(5, 1));
        Assert.AreEqual(0, m[0].Session!.OpenRequests);
        var refusal = Of(124, Negative(13), 0, 7, Ioa, 5, 0, 1, 1);
        bench.FromRtu(refusal);
        CollectionAssert.AreEqual(new[] { refusal }, m[0].Got);
        Assert.IsEmpty(m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R1"), TestProperty("Rule", "R10")]
    public void A_directory_is_everybodys_when_spontaneous_and_the_askers_when_called()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Of(122, 5, 0, 7, Ioa, 0, 0, 0, 0));
        bench.FromRtu(Directory(3), Directory(5));
        CollectionAssert.AreEqual(new[] { Directory(3), Directory(5) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Directory(3) }, m[1].Got);
    }

    // F_SC_NA_1, F_FR_NA_1, F_SR_NA_1, F_SG_NA_1, F_LS_NA_1, F_AF_NA_1, F_DR_TA_1.
    private static string Select(int file) => Of(122, 13, 0, 7, Ioa, file, 0, 0, 1);

    private static string Call(int file) => Of(122, 13, 0, 7, Ioa, file, 0, 0, 2);

    private static string CallSection(int file) => Of(122, 13, 0, 7, Ioa, file, 0, 1, 6);

    private static string Ready(int file) => Of(120, 13, 0, 7, Ioa, file, 0, 9, 0, 0, 0x80);

    private static string SectionReady(int file) => Of(121, 13, 0, 7, Ioa, file, 0, 1, 9, 0, 0, 0x80);

    private static string Segment(int file) => Of(125, 13, 0, 7, Ioa, file, 0, 1, 3, 1, 2, 3);

    private static string LastSegment(int file) => Of(123, 13, 0, 7, Ioa, file, 0, 1, 3, 0x06);

    private static string Acknowledge(int file, int afq) => Of(124, 13, 0, 7, Ioa, file, 0, 1, afq);

    private static string Directory(int cause) => Of(126, cause, 0, 7, Ioa, 1, 0, 9, 0, 0, 0x20, 0, 0, 0, 0, 1, 1, 26);
}
