using System.Text;
using Gateway.Host.Logging;

namespace Gateway.Tests.Integration.Logging;

/// <summary>A file of lines on a disk that becomes full in the middle of one (O1, O4).</summary>
[TestClass]
public sealed class WholeLineStreamTests
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("gateway-test-");
    private bool _isFull;

    private string File => Path.Combine(_root.FullName, "a.log");

    [TestCleanup]
    public void Clean() => _root.Delete(recursive: true);

    [TestMethod, TestProperty("Rule", "O1")]
    public void What_a_full_disk_took_of_a_batch_is_taken_back()
    {
        using (var stream = new WholeLineStream(new CuttingFile(File, () => _isFull)))
        {
            Write(stream, "one\ntwo\n");
            _isFull = true;
            _ = Assert.ThrowsExactly<IOException>(() => Write(stream, "three\nfour\n"));
            Assert.AreEqual("one\ntwo\n", Text());
            _isFull = false;
            Write(stream, "five\n");
        }

        Assert.AreEqual("one\ntwo\nfive\n", Text());
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public void A_piece_that_cannot_be_taken_back_is_ended_when_the_file_is_opened_again()
    {
        using (var stream = new WholeLineStream(new CuttingFile(File, () => _isFull, canTakeBack: false)))
        {
            Write(stream, "one\n");
            _isFull = true;
            _ = Assert.ThrowsExactly<IOException>(() => Write(stream, "{\"two\"}\n"));
        }

        _isFull = false;
        using (var stream = new WholeLineStream(new CuttingFile(File, () => _isFull)))
        {
            Write(stream, "three\n");
        }

        Assert.AreEqual("one\n{\"tw\nthree\n", Text());
    }

    [TestMethod, TestProperty("Rule", "O1")]
    [DataRow("", "new\n")]
    [DataRow("old\n", "old\nnew\n")]
    [DataRow("ol", "ol\nnew\n")]
    public void A_line_begins_on_a_line_of_its_own_whatever_stands_there(string before, string after)
    {
        System.IO.File.WriteAllText(File, before);
        using (var stream = new WholeLineStream(new FileStream(File, FileMode.OpenOrCreate, FileAccess.ReadWrite)))
        {
            Write(stream, "new\n");
        }

        Assert.AreEqual(after, Text());
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public void After_somebody_has_emptied_the_file_it_goes_on_at_its_beginning()
    {
        using var stream = new WholeLineStream(new CuttingFile(File, () => _isFull));
        Write(stream, "one\n");
        using (var other = new FileStream(File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(0);
        }

        Write(stream, "two\n");
        Assert.AreEqual("two\n", Text());
    }

    private static void Write(Stream stream, string lines) => stream.Write(Encoding.UTF8.GetBytes(lines));

    private string Text()
    {
        using var reader = new StreamReader(new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
